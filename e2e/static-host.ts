import { readFileSync, statSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';

const dist = fileURLToPath(new URL('../dist', import.meta.url));
const types: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
};

/** A plain static host that keeps the built page in a folder. */
export class StaticHost {
  /** The page's address. */
  readonly url: string;
  /** Paths inside of the folder that were asked for, in their order. */
  readonly asked: string[] = [];
  /** What a later deploy has changed: another text, or null for a file that is gone. */
  readonly changed = new Map<string, string | null>();
  private readonly server: Server;

  private constructor(server: Server, url: string) {
    this.server = server;
    this.url = url;
  }

  static async start(folder: string, headers: Record<string, string> = {}): Promise<StaticHost> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, resolve));
    const { port } = server.address() as AddressInfo;
    const host = new StaticHost(server, `http://localhost:${port}${folder}`);
    server.on('request', (request, response) => {
      const { pathname } = new URL(request.url ?? '/', 'http://localhost');
      const inside = pathname.startsWith(folder) ? pathname.slice(folder.length) : '../missing';
      const path = inside.replace(/(^|\/)$/, '$1index.html');
      host.asked.push(path);
      const content = host.read(path);
      if (content === null) {
        response.writeHead(404, headers).end();
        return;
      }
      const type = types[extname(path)] ?? 'application/octet-stream';
      response.writeHead(200, { 'Content-Type': type, ...headers }).end(content);
    });
    return host;
  }

  /** A file as it is served; null where there is none. */
  read(path: string): string | Buffer | null {
    const changed = this.changed.get(path);
    if (changed !== undefined) return changed;
    const file = join(dist, normalize(path));
    return statSync(file, { throwIfNoEntry: false })?.isFile() ? readFileSync(file) : null;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
