import { EventEmitter } from 'node:events';
import { Logger } from '@nestjs/common';
import type { EventBus, Topic } from './event-bus.port.js';

/** The bus of a service that is one process. */
export class InProcessEventBus implements EventBus {
  readonly canLoseEvents = false;
  readonly #emitter = new EventEmitter().setMaxListeners(0);
  readonly #logger = new Logger(InProcessEventBus.name);

  publish<Event>(topic: Topic<Event>, event: Event): void {
    this.#emitter.emit(topic.name, event);
  }

  subscribe<Event>(topic: Topic<Event>, listener: (event: Event) => void): () => void {
    const guarded = (event: Event): void => {
      try {
        listener(event);
      } catch (error) {
        this.#logger.error(`A listener of ${topic.name} failed`, (error as Error).stack);
      }
    };
    this.#emitter.on(topic.name, guarded);
    return () => this.#emitter.off(topic.name, guarded);
  }
  /** Never: nothing is between the publisher and its subscribers. */
  onResumed(): () => void {
    return () => undefined;
  }
}
