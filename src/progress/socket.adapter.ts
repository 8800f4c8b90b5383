import type { IncomingMessage, Server as HttpServer } from 'node:http';
import type { INestApplicationContext } from '@nestjs/common';
import { IoAdapter } from '@nestjs/platform-socket.io';
import type { Server, ServerOptions, Socket } from 'socket.io';
import type { Origins } from '../common/http/origins.js';

const MAX_PACKET_BYTES = 65_536;
const MESSAGES_PER_SECOND = 50;
/** How long a shutdown waits for answers that are still on their way. */
const LAST_ANSWERS_MS = 3_000;

/** Socket.IO as this service offers it: WebSocket only, small packets, listed origins, no floods. */
export class SocketAdapter extends IoAdapter {
  constructor(
    application: INestApplicationContext,
    private readonly origins: Origins,
  ) {
    super(application);
  }

  override createIOServer(port: number, options?: ServerOptions): Server {
    const server = super.createIOServer(port, {
      ...options,
      transports: ['websocket'],
      serveClient: false,
      maxHttpBufferSize: MAX_PACKET_BYTES,
      perMessageDeflate: false,
      connectTimeout: 10_000,
      // Browsers apply no CORS to WebSockets. A caller without an Origin is no browser.
      allowRequest: (
        request: IncomingMessage,
        callback: (error: string | null, isAllowed: boolean) => void,
      ) => {
        const { origin } = request.headers;
        callback(null, origin === undefined || this.origins.isAllowed(origin, request.socket.localPort ?? 0));
      },
    } as unknown as ServerOptions);
    server.on('connection', closeFloods);
    return server;
  }

  /** Closing the sockets' server closes the HTTP server under it, which waits for every caller: not for ever. */
  override async close(server: Server): Promise<void> {
    const http = server.httpServer as HttpServer;
    const timer = setTimeout(() => {
      http.closeAllConnections();
    }, LAST_ANSWERS_MS);
    await super.close(server);
    clearTimeout(timer);
  }
}

/** A socket that sends more than any client of ours would is closed. */
function closeFloods(socket: Socket): void {
  let windowStartMs = performance.now();
  let messageCount = 0;
  socket.use((_packet, next) => {
    const nowMs = performance.now();
    if (nowMs - windowStartMs > 1000) {
      windowStartMs = nowMs;
      messageCount = 0;
    }
    messageCount += 1;
    if (messageCount > MESSAGES_PER_SECOND) socket.disconnect(true);
    else next();
  });
}
