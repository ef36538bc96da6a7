/* Serves the built page as `vite preview` does, but uncompressed: on the way to a browser on the same
   machine, packing and unpacking costs more than it saves. */
import { fileURLToPath } from 'node:url';
import { preview } from 'vite';

await preview({
  root: fileURLToPath(new URL('..', import.meta.url)),
  logLevel: 'warn',
  preview: { port: Number(process.argv[2]), strictPort: true },
  plugins: [
    {
      name: 'uncompressed',
      configurePreviewServer({ middlewares }) {
        middlewares.use((request, _response, next) => {
          delete request.headers['accept-encoding'];
          next();
        });
      },
    },
  ],
});
