/** The directions of ARCHITECTURE.md, checked. A module may import only from those listed beside it. */
const MAY_IMPORT = {
  common: [],
  modelling: [],
  jobs: ['common'],
  progress: ['jobs', 'common'],
  upload: ['jobs', 'modelling/image', 'common'],
  cli: ['modelling'],
  generation: ['upload', 'progress', 'jobs', 'modelling', 'common'],
};

const directions = Object.entries(MAY_IMPORT).map(([from, allowed]) => ({
  name: `${from}-direction`,
  severity: 'error',
  comment: `${from} may import only: ${allowed.join(', ') || 'nothing of ours'}`,
  from: { path: `^src/${from}/` },
  to: { path: '^src/', pathNot: [from, ...allowed].map((to) => `^src/${to}/`) },
}));

const only = (library, places) => ({
  name: `${library}-only-in-its-place`,
  severity: 'error',
  from: { path: '^src/', pathNot: [...places, '\\.spec\\.ts$'] },
  to: { path: `node_modules/${library}/` },
});

module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-orphans',
      severity: 'error',
      comment: 'The stand-in for sharp is named by the alias of web/vite.config.ts.',
      from: {
        orphan: true,
        pathNot: [
          '\\.d\\.ts$',
          '^test/',
          'vite\\.config\\.ts$',
          '\\.worker\\.ts$',
          '^web/src/surface/no-sharp\\.ts$',
        ],
      },
      to: {},
    },
    {
      name: 'not-to-unresolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    ...directions,
    only('socket.io', ['^src/progress/']),
    only('sharp', ['^src/modelling/image/']),
    only('three', ['^src/modelling/']),
    only('libsql', ['^src/common/database/']),
    only('@nestjs/bull', ['^src/generation/queue/bull/']),
    only('bull', ['^src/generation/queue/bull/']),
    only('ioredis', ['^src/common/redis/', '^src/generation/queue/bull/']),
    only('@aws-sdk', ['^src/common/storage/s3/']),
    only('workerpool', ['^src/common/processes/', '\\.worker\\.ts$']),
    {
      name: 'pure-core',
      severity: 'error',
      comment: 'The modelling core knows no framework, database or socket.',
      from: { path: '^src/modelling/' },
      to: { path: 'node_modules/(@nestjs|socket\\.io|kysely|libsql|workerpool|rxjs)/' },
    },
    {
      name: 'across-modules-by-the-front-door',
      severity: 'error',
      comment: 'Other modules see only *.module, *.port, *.events, *.errors and public services.',
      from: { path: '^src/(jobs|progress|upload|generation)/' },
      to: {
        path: '^src/(jobs|progress|upload|generation)/',
        pathNot: ['^src/$1/', '\\.(module|port|events|errors|service)\\.ts$'],
      },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
};
