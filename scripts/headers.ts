import type { Connect, Plugin } from 'vite';

/** Sent with every answer, by `npm start` too, so that development meets what production meets. */
export const pageHeaders = {
  // The two that make the page cross-origin isolated: threads need SharedArrayBuffer.
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  // Lets pages that are isolated themselves embed this one.
  'Cross-Origin-Resource-Policy': 'cross-origin',
  // A frame that is sandboxed without an origin may then load the page's scripts and images.
  'Access-Control-Allow-Origin': '*',
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
};

/**
 * Content-Security-Policy of the built page; only `wasm-unsafe-eval` compiles WebAssembly. Any page may
 * frame it: `frame-ancestors *` would leave out pages without an origin, such as sandboxed ones.
 */
export const securityPolicy = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  // A sandboxed frame starts its workers by way of a script of its own: `src/store/start-worker.ts`.
  "worker-src 'self' blob:",
  "connect-src 'self'",
  // The examples embed the playground.
  "frame-src 'self'",
  "img-src 'self' data: blob:",
  "style-src 'self'",
  "font-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/**
 * Sends the headers with every answer of Vite's servers. Vite's own option leaves them out of a 304,
 * and WebKit (2.50) then does not start a worker from the script in its cache: an `error` event without
 * a message, at every second start.
 */
export function sendHeaders(): Plugin {
  const middleware =
    (headers: Record<string, string>): Connect.NextHandleFunction =>
    (_request, response, next) => {
      for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
      next();
    };
  return {
    name: 'send-headers',
    configureServer({ middlewares }) {
      middlewares.use(middleware(pageHeaders));
    },
    configurePreviewServer({ middlewares }) {
      middlewares.use(middleware({ ...pageHeaders, 'Content-Security-Policy': securityPolicy }));
    },
  };
}
