import type { Method } from './method.ts'

export const auth: Record<string, Method> = {
  'auth.test': {
    token: 'bot',
    tier: 'special',
    run: (_, { workspace }) => ({
      url: `https://${workspace.domain}.slack.com/`,
      team: 'Waybill Test',
      user: workspace.botUser.name,
      team_id: workspace.teamId,
      user_id: workspace.botUser.id,
      bot_id: workspace.botId,
      is_enterprise_install: false,
    }),
  },
}
