import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A site on another origin than the playground's, whose pages embed it. */
export class Host {
  private readonly server: Server;
  /** Its address, ending in a slash. */
  readonly origin: string;

  private constructor(server: Server) {
    this.server = server;
    this.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  }

  /** Serves one page under every path, with these headers. */
  static open(body: string, headers: Record<string, string> = {}): Promise<Host> {
    const server = createServer((_request, response) => {
      response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8', ...headers });
      response.end(`<!doctype html><html lang="en"><title>A tutorial</title>${body}</html>`);
    });
    return new Promise((resolve) => server.listen(0, () => resolve(new Host(server))));
  }

  close(): void {
    this.server.closeAllConnections();
    this.server.close();
  }
}
