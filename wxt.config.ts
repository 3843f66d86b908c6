import preact from '@preact/preset-vite';
import { defineConfig } from 'wxt';
import { addContentScripts, addFiles, addPaths } from './scripts/lib/manifest.ts';

export default defineConfig({
  modules: ['@wxt-dev/webextension-polyfill'],
  imports: false,
  vite: () => ({
    plugins: [preact({ devToolsEnabled: false })],
    // Strict, since a sloppy function of the guard could be had by the page as `caller` of its own.
    build: { sourcemap: false, rolldownOptions: { output: { intro: '"use strict";' } } },
  }),
  manifest: ({ browser }) => ({
    name: '__MSG_name__',
    description: '__MSG_description__',
    default_locale: 'en',
    permissions: ['storage', 'scripting', 'unlimitedStorage', 'activeTab', 'alarms'],
    host_permissions: ['http://*/*', 'https://*/*'],
    // Nothing from elsewhere runs or is shown. What the user has fetched (apps, policies, lists) comes over encrypted lines
    // alone: a server that sends such a request on to a router at home gets it stopped before it leaves.
    content_security_policy: {
      extension_pages: [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' blob:",
        "connect-src 'self' https:",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
      ].join('; '),
    },
    action: { default_title: 'Ringfence' },
    commands: {
      'go-to-warning': { suggested_key: { default: 'Alt+Shift+R' }, description: '__MSG_goToWarning__' },
    },
    options_ui: { page: 'dashboard.html', open_in_tab: true },
    ...(browser === 'firefox'
      ? {
          browser_specific_settings: {
            gecko: {
              id: 'ringfence@ringfence.example',
              strict_min_version: '148.0',
              data_collection_permissions: { required: ['none'] },
            },
            gecko_android: { strict_min_version: '148.0' },
          },
        }
      : // Firefox takes a policy without a schema.
        { minimum_chrome_version: '122', storage: { managed_schema: 'managed-schema.json' } }),
  }),
  hooks: {
    'build:manifestGenerated': addContentScripts,
    'build:publicAssets': addFiles,
    'prepare:publicPaths': addPaths,
  },
});
