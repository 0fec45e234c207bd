import accessibility from 'eslint-plugin-vuejs-accessibility'
import vue from 'eslint-plugin-vue'
import { defineConfig, globalIgnores } from 'eslint/config'
import tseslint from 'typescript-eslint'

const code = ['**/*.ts', '**/*.vue']
const tests = ['**/*.test.ts', 'client/tests/**/*.ts', 'client/e2e/**/*.ts', 'server/bench/**/*.ts']

export default defineConfig(
  globalIgnores(['dist/', 'data/', 'coverage/', 'screenshots/', 'public/']),
  {
    files: code,
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylistic],
    languageOptions: {
      parserOptions: {
        projectService: true,
        tsconfigRootDir: import.meta.dirname,
        extraFileExtensions: ['.vue'],
      },
    },
    rules: {
      eqeqeq: 'error',
      'no-console': 'error',
      'max-lines': ['error', 300],
      '@typescript-eslint/consistent-type-assertions': ['error', { assertionStyle: 'never' }],
      '@typescript-eslint/consistent-type-definitions': 'off',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
      ],
      '@typescript-eslint/no-unnecessary-condition': [
        'error',
        { allowConstantLoopConditions: 'only-allowed-literals' },
      ],
      '@typescript-eslint/no-empty-function': 'off',
      '@typescript-eslint/no-misused-spread': ['error', { allow: ['string'] }],
      '@typescript-eslint/no-redundant-type-constituents': 'off',
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      '@typescript-eslint/no-unused-vars': 'off', // the compiler says it
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      // A composable hands out its verbs one by one: `const { add, place } = useBasket()`.
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  {
    files: ['**/*.vue'],
    extends: [
      vue.configs['flat/recommended'],
      accessibility.configs['flat/recommended'],
      { rules: vue.configs['no-layout-rules'].rules },
    ],
    languageOptions: { parserOptions: { parser: tseslint.parser } },
    rules: {
      'vue/attributes-order': 'off',
      'vue/block-lang': ['error', { script: { lang: 'ts' } }],
      'vue/block-order': ['error', { order: ['script', 'template', 'style'] }],
      'vue/component-api-style': ['error', ['script-setup']],
      'vue/define-emits-declaration': 'error',
      'vue/define-props-declaration': 'error',
      'vue/multi-word-component-names': 'off',
      'vue/no-unused-refs': 'error',
      'vue/no-v-html': 'error',
      'vue/require-default-prop': 'off',
      'vuejs-accessibility/form-control-has-label': 'off', // controls are parts labelled where they are used; axe looks at the page
      'vuejs-accessibility/label-has-for': ['error', { required: { some: ['nesting', 'id'] } }],
      // Vue makes an absent boolean false, but `= false` says so to the reader.
      '@typescript-eslint/no-useless-default-assignment': 'off',
      // The compiler (vue-tsc) knows what a component is; the linter sees only an unknown type.
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },

  // The doors: what comes in from outside becomes typed here, nowhere else.
  {
    files: [
      'server/http/**/*.ts',
      'server/store/**/*.ts',
      'client/data/api.ts',
      'client/data/db.ts',
      ...tests,
    ],
    rules: { '@typescript-eslint/consistent-type-assertions': ['error', { assertionStyle: 'as' }] },
  },
  {
    // Those of client/ start and route pages, of which the linter sees only an unknown type.
    files: [...tests, 'client/*.ts'],
    rules: {
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
  {
    files: ['server/cli/**', 'client/tests/replay/**', 'server/bench/**', '*.config.ts'],
    rules: { 'no-console': 'off' },
  },

  // A rule gives the same answer at the tap, at the sync and in a replay.
  {
    files: ['shared/**/*.ts'],
    ignores: tests,
    rules: {
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: 'Time is handed in, never read inside a rule.' },
        { object: 'Math', property: 'random', message: 'Chance is handed in, never drawn inside a rule.' },
      ],
      'no-restricted-syntax': [
        'error',
        {
          selector:
            'NewExpression[callee.name="Date"][arguments.length=0], CallExpression[callee.name="Date"]',
          message: 'Time is handed in, never read inside a rule.',
        },
      ],
    },
  },

  ...rooms(
    {
      files: ['shared/**'],
      not: [
        [
          String.raw`^(?!\.{1,2}/|#shared/|valibot$|@noble/hashes/)`,
          'shared stands on itself, valibot and @noble/hashes',
        ],
      ],
    },
    { files: ['server/store/**'], not: [up('domain|http|cli', 'store knows SQL, not the rules')] },
    { files: ['server/domain/**'], not: [up('http|cli|mail', 'domain knows the rules, not the web')] },
    { files: ['server/domain/sessions.ts'], not: [up('http|cli', 'domain knows the rules, not the web')] },
    {
      files: ['server/http/**'],
      not: [
        up('cli', 'http is started by a command, and does not know which'),
        [
          String.raw`/store/`,
          'http asks domain; from store it may only know types',
          { allowTypeImports: true },
        ],
      ],
    },
    { files: ['server/cli/**'], not: [] },
    {
      files: ['client/data/**'],
      not: [
        up('ui|features|pages', 'data knows no screen'),
        [String.raw`\.vue$|^vue-router$|^reka-ui`, 'data knows no screen'],
      ],
    },
    { files: ['client/ui/**'], not: [up('data|features|pages', 'ui knows no words of the trade')] },
    { files: ['client/ui/Chart.vue'], not: [up('data|features|pages', 'ui knows no words of the trade')] },
    { files: ['client/features/**'], not: [up('pages', 'a feature does not know the page it stands on')] },
    { files: ['client/pages/**', 'client/*.ts', 'client/*.vue'], not: [] },
  ),
)

/** An arrow back up, out of this room into one of those. */
function up(rooms, sentence) {
  return [String.raw`^(?:\.\./)+(?:client/|server/)?(?:${rooms})/`, sentence]
}

/** What each room may not import, besides the packages that have a room of their own. */
function rooms(...list) {
  return list.map(({ files, not }) => ({
    files,
    ignores: tests,
    plugins: { '@typescript-eslint': tseslint.plugin },
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          patterns: [...not, ...packagesKeptFrom(files)].map(([regex, message, more]) => ({
            regex,
            message,
            ...more,
          })),
        },
      ],
    },
  }))
}

function packagesKeptFrom(files) {
  const kept = [
    ['^hono(/|$)', 'only http knows the web', ['server/http/**']],
    ['^@hono/', 'only http knows the web', ['server/http/**', 'server/cli/**']],
    ['^better-sqlite3$', 'only store knows SQL', ['server/store/**']],
    ['^dexie$', 'only data touches IndexedDB', ['client/data/**']],
    ['^lucia$', 'lucia stays behind server/domain/sessions.ts', ['server/domain/sessions.ts']],
    ['^nodemailer$', 'nodemailer stays behind server/mail/smtp.ts', ['server/mail/**']],
    ['^apexcharts', 'charts are drawn by client/ui/Chart.vue', ['client/ui/Chart.vue']],
  ]
  return kept
    .filter(([, , by]) => !files.some((room) => by.includes(room)))
    .map(([regex, message]) => [regex, message])
}
