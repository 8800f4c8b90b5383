import { App } from './app.js';
import { ProgressSocket } from './progress-socket.js';

new App(new ProgressSocket());
