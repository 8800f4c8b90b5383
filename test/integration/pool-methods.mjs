import { serveMethods } from '../../dist/common/processes/serve-methods.js';

/** What the tests of the process pool ask a child to do; each of them in earnest. */
await serveMethods({
  add: ({ a, b }, emit) => {
    emit({ pid: process.pid });
    return Promise.resolve(a + b);
  },
  refuse: () =>
    Promise.reject(Object.assign(new Error('no'), { code: 'IMAGE_TOO_SMALL', details: { min: 16 } })),
  loop: (_request, emit) => {
    emit({ pid: process.pid });
    return new Promise(() => {
      setImmediate(() => {
        for (;;);
      });
    });
  },
  growMap: () => {
    const map = new Map();
    for (let key = 0; ; key++) map.set(`key ${key}`, [key]);
  },
  growBuffers: () => {
    const held = [];
    for (;;) held.push(new Uint8Array(8 * 1024 * 1024).fill(1));
  },
  die: () => process.kill(process.pid, 'SIGKILL'),
});
