import { defineConfig } from 'tsup'

// `splitting` keeps one copy of a shared module in both formats; without it every CommonJS entry carries its own.
export default defineConfig([
  {
    entry: ['src/index.ts', 'src/*/index.ts'],
    format: ['esm', 'cjs'],
    target: 'node20',
    splitting: true,
    treeshake: true,
    sourcemap: true,
    dts: { compilerOptions: { ignoreDeprecations: '6.0' } },
  },
  { entry: { 'cli/main': 'src/cli/main.ts' }, format: ['esm'], target: 'node20', sourcemap: true },
])
