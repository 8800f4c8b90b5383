import { io, type Socket } from 'socket.io-client';
import type { ClientToServerEvents, ServerToClientEvents } from '../../../src/progress/progress.events.js';

export type StudioSocket = Socket<ServerToClientEvents, ClientToServerEvents>;

/** A socket to the server that this page came from. @param isConnecting or whether that is left to `connect()` */
export function openSocket(isConnecting: boolean): StudioSocket {
  return io({
    transports: ['websocket'],
    reconnectionDelayMax: 3_000,
    timeout: 5_000,
    autoConnect: isConnecting,
  });
}
