import type { Me } from '#access/contract/entry.ts';
import { onLogInNeeded } from '#platform/web/log-in-needed.ts';
import { readJson } from '#platform/web/read-json.ts';
import { type Sent, sendJson } from '#platform/web/send-json.ts';
import { createCardBox } from './account-cards.svelte.ts';
import { deviceName } from './device-name.ts';

/** `locked`: the session ended in the middle of work; what stands on the screen stays until somebody is back. */
export type SessionState = 'asking' | 'lost' | 'out' | 'in' | 'locked';
export type Session = ReturnType<typeof createSession>;

/** Who sits at this screen. */
export function createSession() {
  let me = $state.raw<Me | null>(null);
  let state = $state<SessionState>('asking');
  let entries = $state(0);
  const cards = createCardBox();

  async function ask(): Promise<void> {
    const answer = await readJson<Me>('/api/v1/me');
    if (answer.kind === 'read') enter(answer.value);
    else if (answer.kind !== 'locked' && me === null) state = 'lost';
  }

  function enter(next: Me): void {
    // Another person starts at the beginning: the view that stands may lie outside of what that person sees.
    if (me !== null && personOf(me) !== personOf(next)) {
      cards.close();
      history.replaceState(null, '', '/');
    }
    me = next;
    state = 'in';
    entries += 1;
  }

  async function enterBy(wish: Promise<Sent<Me>>): Promise<Sent<Me>> {
    const sent = await wish;
    if (sent.kind === 'done') enter(sent.value);
    return sent;
  }

  async function logOut(): Promise<boolean> {
    const sent = await sendJson('DELETE', '/api/v1/sessions/current');
    if (sent.kind === 'unreachable') return false;
    history.replaceState(null, '', '/');
    cards.close();
    me = null;
    state = 'out';
    return true;
  }

  return {
    get me() {
      return me;
    },
    get state() {
      return state;
    },
    /** How often somebody has come in; whoever reads figures reads them anew with each. */
    get entries() {
      return entries;
    },
    /** activation cards on the screen of this person */
    cards,
    ask,
    watch: () =>
      onLogInNeeded(() => {
        state = me === null ? 'out' : 'locked';
      }),
    logIn: (user: string, password: string) =>
      enterBy(sendJson<Me>('POST', '/api/v1/sessions', { user, password, device: deskDevice() })),
    activate: (code: string, password: string) =>
      enterBy(sendJson<Me>('POST', '/api/v1/activations', { code, password, device: deskDevice() })),
    choose: (no: number) => enterBy(sendJson<Me>('PUT', '/api/v1/me/assignment', { no })),
    logOut,
  };
}

/** A person in one role: what is shown to one is not shown to the other. */
export function personOf({ account, role, region }: Pick<Me, 'account' | 'role' | 'region'>): string {
  return [account.id, role, region].join(' ');
}

function deskDevice(): { kind: 'desk'; name: string } {
  return { kind: 'desk', name: deviceName(navigator.userAgent) };
}
