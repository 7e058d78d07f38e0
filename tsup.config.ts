import { copyFileSync, readFileSync } from 'node:fs'
import { defineConfig } from 'tsup'

const notice = readFileSync('node_modules/yaml/LICENSE', 'utf8').trim()

// `splitting` keeps one copy of a shared module in both formats; without it every CommonJS entry carries its own.
export default defineConfig([
  {
    entry: ['src/index.ts', 'src/*/index.ts'],
    format: ['esm', 'cjs'],
    target: 'node20',
    splitting: true,
    treeshake: true,
    external: ['#yaml'],
    dts: { compilerOptions: { ignoreDeprecations: '6.0' } },
    // zod and diff are dependencies of the build alone, so they are bundled, and their notices with them.
    onSuccess: async () => ['zod', 'diff'].forEach(name => copyFileSync(`node_modules/${name}/LICENSE`, `dist/${name}.LICENSE`)),
  },
  // Nobody reads the executable's code where it is installed, so it has no white space.
  {
    entry: { 'cli/main': 'src/cli/main.ts' },
    format: ['esm'],
    target: 'node20',
    external: ['#yaml'],
    esbuildOptions: options => void Object.assign(options, { minifyWhitespace: true, minifySyntax: true }),
  },
  // In Deno `yaml` is its build for Node, which asks for two environment variables whenever it parses. This is its build for browsers, which does not.
  {
    entry: { 'deno/yaml': 'node_modules/yaml/browser/index.js' },
    format: ['esm'],
    target: 'es2023',
    platform: 'browser',
    noExternal: [/./],
    minify: true,
    banner: { js: `/*! yaml\n${notice}\n*/` },
  },
])
