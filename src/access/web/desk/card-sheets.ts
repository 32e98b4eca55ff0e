export const CARDS_PER_SHEET = 8;

/** Cards in sheets of paper, as they are printed. */
export function sheetsOf<Card>(cards: readonly Card[]): readonly (readonly Card[])[] {
  const count = Math.ceil(cards.length / CARDS_PER_SHEET);
  return Array.from({ length: count }, (_, index) =>
    cards.slice(index * CARDS_PER_SHEET, (index + 1) * CARDS_PER_SHEET),
  );
}

/** Where the QR of a card leads: operators activate on their phone, everybody else at the desk's page. */
export function activationAddress(origin: string, role: string, code: string): string {
  return `${activationPage(origin, role)}#aktivasi=${encodeURIComponent(code)}`;
}

export function activationPage(origin: string, role: string): string {
  return `${origin}${role === 'village_operator' ? '/lapor' : '/'}`;
}
