import type { Method } from './method.ts'

export const auth: Record<string, Method> = {
  'auth.test': {
    token: 'any',
    tier: 'special',
    run: (_, { workspace }, token) =>
      token === 'app'
        ? { app_name: 'Waybill', app_id: workspace.appId }
        : {
            url: `https://${workspace.domain}.slack.com/`,
            team: 'Waybill Test',
            user: workspace.botUser.name,
            team_id: workspace.teamId,
            user_id: workspace.botUser.id,
            bot_id: workspace.botId,
            is_enterprise_install: false,
          },
  },
}
