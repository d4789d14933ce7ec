import type { Method } from './method.ts'

/** docs.slack.dev/reference/methods/apps.connections.open: the app-level token with connections:write, nothing else. */
export const apps: Record<string, Method> = {
  'apps.connections.open': {
    token: 'app',
    scopes: ['connections:write'],
    tier: 1,
    run: (_, world) => ({ url: world.sockets.issue(world.origin) }),
  },
}
