/** A kind of event: its name on the wire, and the type of what it carries. */
export interface Topic<Event> {
  readonly name: string;
  /** Present in the type only: binds a topic to its event. */
  readonly carries?: Event;
}

export function topic<Event>(name: string): Topic<Event> {
  return { name };
}

/**
 * Carries events between modules, and between processes where there are several. Events only hasten what a
 * read of the database would show: delivery is at most once, and a lost event loses nothing but time. An event
 * is plain data: it reads the same after a journey as JSON.
 */
export interface EventBus {
  /** Whether an event may be lost on its way. Whoever shows state by events then reads it again now and then. */
  readonly canLoseEvents: boolean;
  /** Hands the event to every subscriber, those of this process at once; never throws and never waits. */
  publish<Event>(topic: Topic<Event>, event: Event): void;
  /** @returns a function that ends the subscription */
  subscribe<Event>(topic: Topic<Event>, listener: (event: Event) => void): () => void;
  /**
   * Calls the listener whenever events of other processes flow, at first or again: those of before may be lost.
   * @returns a function that ends it
   */
  onResumed(listener: () => void): () => void;
}

/** Injection token of {@link EventBus}. */
export const EVENT_BUS = Symbol('EventBus');
