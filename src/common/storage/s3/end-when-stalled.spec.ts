import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { jest } from '@jest/globals';
import { endWhenStalled } from './end-when-stalled.js';

describe('endWhenStalled', () => {
  let answer: IncomingMessage;

  beforeEach(() => {
    jest.useFakeTimers();
    answer = new IncomingMessage(new Socket());
    answer.on('error', () => undefined);
  });

  afterEach(() => {
    jest.useRealTimers();
  });

  it('should break off an answer whose next bytes do not come', () => {
    endWhenStalled(answer, 1_000);
    jest.advanceTimersByTime(900);
    expect(answer.destroyed).toBe(false);
    jest.advanceTimersByTime(200);
    expect(answer.destroyed).toBe(true);
    expect(answer.errored?.message).toBe('The store sent nothing for 1000 ms');
  });

  it('should leave an answer alone whose reader rests, however long', () => {
    endWhenStalled(answer, 1_000);
    answer.push('bytes that nobody reads yet');
    jest.advanceTimersByTime(3_600_000);
    expect(answer.destroyed).toBe(false);
  });

  it('should watch no longer than there is something to watch', () => {
    endWhenStalled(answer, 1_000);
    answer.emit('close');
    expect(jest.getTimerCount()).toBe(0);
  });
});
