import { parseScenario } from './scenario.js';

describe('parseScenario', () => {
  it.each([
    ['slow=2000', { slowMs: 2000, failAt: null, crashAt: null, isOutOfMemory: false }],
    ['fail-at=meshing', { failAt: 'meshing' }],
    ['crash-at=writing', { crashAt: 'writing', crashTimes: Number.POSITIVE_INFINITY }],
    ['crash-at=writing;times=1', { crashAt: 'writing', crashTimes: 1 }],
    ['slow=50; oom', { slowMs: 50, isOutOfMemory: true }],
  ])('should read %s', (text, expected) => {
    expect(parseScenario(text)).toMatchObject(expected);
  });

  it.each([
    '',
    'quick',
    'slow',
    'slow=',
    'slow=-1',
    'slow=1e3',
    'slow=9999999',
    'fail-at=lunch',
    'times=1',
    'oom=1',
    'slow=1;;',
  ])('should know no scenario %j', (text) => {
    expect(parseScenario(text)).toBeNull();
  });
});
