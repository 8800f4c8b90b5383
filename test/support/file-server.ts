import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DomainError } from '../../src/common/errors/domain-error.js';
import { errorEntry } from '../../src/common/errors/error-catalogue.js';
import { sendStored } from '../../src/common/http/send-stored.js';
import type { FileStorage, StoredFile } from '../../src/common/storage/file-storage.port.js';

/** Answers every request with the stored file that its path names, and with nothing around it. */
export class FileServer {
  readonly #server: Server;
  /** The requests that are still being answered. */
  activeCount = 0;

  private constructor(storage: FileStorage) {
    // A stored file never changes.
    const known = new Map<string, StoredFile>();
    this.#server = createServer((request, response) => {
      this.activeCount += 1;
      const answer = async (): Promise<void> => {
        const key = (request.url ?? '/').slice(1);
        const file = known.get(key) ?? (await storage.stat(key));
        if (file !== null) known.set(key, file);
        else throw new DomainError('FILE_NOT_FOUND', 'none');
        await sendStored(request, response, storage, file, {
          contentType: 'model/stl',
          etag: '"tag"',
          cacheControl: 'no-cache',
          disposition: 'attachment; filename="model.stl"',
        });
      };
      answer()
        .catch((error: unknown) => {
          if (response.headersSent) response.destroy();
          else {
            response.setHeader('Cache-Control', 'no-store');
            response.writeHead(error instanceof DomainError ? errorEntry(error.code).status : 500).end();
          }
        })
        .finally(() => {
          this.activeCount -= 1;
        });
    });
  }

  static async start(storage: FileStorage): Promise<FileServer> {
    const server = new FileServer(storage);
    server.#server.listen(0, '127.0.0.1');
    await once(server.#server, 'listening');
    return server;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async dispose(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }
}
