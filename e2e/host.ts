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

  /**
   * Serves one page under every path, with these headers.
   *
   * @param others pages of other paths, as they are and without the headers
   */
  static open(
    body: string,
    headers: Record<string, string> = {},
    others: Record<string, string> = {},
  ): Promise<Host> {
    const server = createServer((request, response) => {
      const { pathname } = new URL(request.url ?? '/', 'http://localhost');
      const other = others[pathname];
      response.writeHead(200, {
        'Content-Type': 'text/html; charset=utf-8',
        ...(!other && headers),
      });
      response.end(
        other ?? `<!doctype html><html lang="en"><title>A tutorial</title>${body}</html>`,
      );
    });
    return new Promise((resolve) => server.listen(0, () => resolve(new Host(server))));
  }

  close(): void {
    this.server.closeAllConnections();
    this.server.close();
  }
}
