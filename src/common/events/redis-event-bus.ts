import { randomUUID } from 'node:crypto';
import { RedisConnection } from '../redis/redis-connection.js';
import type { EventBus, Topic } from './event-bus.port.js';
import { InProcessEventBus } from './in-process-event-bus.js';

export interface RedisEventBusOptions {
  readonly url: string;
  /** Sets the channels of one installation apart from those of others in the same Redis. */
  readonly prefix: string;
}

/** Events that Redis has not answered yet; those past that many are lost to the other processes. */
const MOST_UNANSWERED = 1_000;

interface Message {
  readonly from: string;
  readonly event: unknown;
}

/**
 * The bus of a service of several processes, over Redis's channels. Subscribers of the publishing process hear
 * an event at once, with or without Redis; the others hear it while Redis is there, and it is lost otherwise.
 */
export class RedisEventBus implements EventBus {
  readonly canLoseEvents = true;
  readonly #id = randomUUID();
  readonly #local = new InProcessEventBus();
  readonly #prefix: string;
  readonly #publisher: RedisConnection;
  readonly #subscriber: RedisConnection;
  readonly #channels = new Set<string>();
  readonly #resumedListeners = new Set<() => void>();
  #unansweredCount = 0;

  constructor({ url, prefix }: RedisEventBusOptions) {
    this.#prefix = `${prefix}:events:`;
    this.#publisher = new RedisConnection({ url, name: 'publisher', patience: 'fail-fast' });
    this.#subscriber = new RedisConnection({ url, name: 'subscriber', patience: 'patient' });
    this.#subscriber.client.on('message', (channel, text) => {
      this.#receive(channel, text);
    });
    this.#subscriber.client.on('ready', () => void this.#resume());
  }

  /** Whether events reach the other processes. */
  get isAlive(): boolean {
    return this.#publisher.isAlive && this.#subscriber.isAlive;
  }

  publish<Event>(topic: Topic<Event>, event: Event): void {
    this.#local.publish(topic, event);
    const { client } = this.#publisher;
    if (client.status !== 'ready' || this.#unansweredCount >= MOST_UNANSWERED) return;
    this.#unansweredCount += 1;
    const answered = (): void => {
      this.#unansweredCount -= 1;
    };
    const message: Message = { from: this.#id, event };
    client.publish(this.#prefix + topic.name, JSON.stringify(message)).then(answered, answered);
  }

  subscribe<Event>(topic: Topic<Event>, listener: (event: Event) => void): () => void {
    const channel = this.#prefix + topic.name;
    if (!this.#channels.has(channel)) {
      this.#channels.add(channel);
      // Where Redis is away, #resume subscribes to all channels once it is there.
      const { client } = this.#subscriber;
      if (client.status === 'ready') client.subscribe(channel).catch(() => undefined);
    }
    return this.#local.subscribe(topic, listener);
  }

  onResumed(listener: () => void): () => void {
    this.#resumedListeners.add(listener);
    return () => this.#resumedListeners.delete(listener);
  }

  async close(): Promise<void> {
    await Promise.all([this.#publisher.close(), this.#subscriber.close()]);
  }

  /** First the subscriptions, then the news of them: what a listener reads then is followed by events. */
  async #resume(): Promise<void> {
    try {
      if (this.#channels.size > 0) await this.#subscriber.client.subscribe(...this.#channels);
    } catch {
      return; // Away again, or closed.
    }
    for (const listener of this.#resumedListeners) listener();
  }

  #receive(channel: string, text: string): void {
    const message = readMessage(text);
    if (message === null || message.from === this.#id || !channel.startsWith(this.#prefix)) return;
    this.#local.publish({ name: channel.slice(this.#prefix.length) }, message.event);
  }
}

/** Anyone who reaches Redis can write into a channel: what is no message of ours is passed over. */
function readMessage(text: string): Message | null {
  try {
    const message = JSON.parse(text) as Partial<Message> | null;
    if (typeof message !== 'object' || typeof message?.from !== 'string') return null;
    return 'event' in message ? { from: message.from, event: message.event } : null;
  } catch {
    return null;
  }
}
