import type { MadeAccount } from '#access/contract/accounts.ts';

export type Card = Pick<MadeAccount, 'user' | 'name' | 'role' | 'regionName' | 'activationCode' | 'codeExpiresAt'>;
export type CardBox = ReturnType<typeof createCardBox>;

/**
 * Cards whose codes are on the screen and nowhere else. They stay while somebody moves about in the page, and the
 * browser asks before it leaves them behind.
 */
export function createCardBox() {
  let cards = $state.raw<readonly Card[]>([]);

  function hold(event: BeforeUnloadEvent): void {
    event.preventDefault();
  }

  return {
    get cards() {
      return cards;
    },
    add: (more: readonly Card[]) => {
      cards = [...cards, ...more];
      if (cards.length > 0) addEventListener('beforeunload', hold);
    },
    close: () => {
      cards = [];
      removeEventListener('beforeunload', hold);
    },
  };
}
