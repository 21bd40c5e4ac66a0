import js from '@eslint/js'
import reactHooks from 'eslint-plugin-react-hooks'
import tseslint from 'typescript-eslint'

export default tseslint.config(
  { ignores: ['**/dist', 'packages/iorpc/index.js', 'packages/iorpc/index.esm.js', '**/public'] },
  js.configs.recommended,
  tseslint.configs.strict,
  {
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-non-null-assertion': 'error',
      'no-console': ['error', { allow: ['warn', 'error'] }],
      // tsc knows better which names exist
      'no-undef': 'off',
    },
  },
  {
    files: ['**/*.{ts,tsx}'],
    ignores: ['**/*.config.ts'],
    rules: { '@typescript-eslint/no-floating-promises': 'error' },
  },
  {
    files: [
      'packages/react/**/*.{ts,tsx}',
      'devtools-panel/**/*.{ts,tsx}',
      'playground/**/*.{ts,tsx}',
      'docs/**/*.{ts,tsx}',
    ],
    extends: [reactHooks.configs.flat['recommended-latest']],
  },
  { files: ['scripts/**', 'packages/bench/**', '**/examples/**'], rules: { 'no-console': 'off' } },
)
