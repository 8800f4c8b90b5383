import { databaseUnavailable } from '../../common/database/database-errors.js';
import { untilStored } from './until-stored.js';

describe('untilStored', () => {
  it('should try until the records are back, however often they are not', async () => {
    let triesLeft = 500;
    const store = (): Promise<string> => {
      triesLeft -= 1;
      return triesLeft > 0
        ? Promise.reject(databaseUnavailable(new Error('away')))
        : Promise.resolve('stored');
    };
    expect(await untilStored(store, 0)).toBe('stored');
    expect(triesLeft).toBe(0);
  });

  it('should not try again what waiting does not mend', async () => {
    let tryCount = 0;
    const refused = new Error('refused');
    const store = (): Promise<never> => {
      tryCount += 1;
      return Promise.reject(refused);
    };
    await expect(untilStored(store, 0)).rejects.toBe(refused);
    expect(tryCount).toBe(1);
  });
});
