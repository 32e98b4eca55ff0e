/** What a person is at the desk. Code names of the contract; `cli` is the program at the server's own keyboard. */
export const ROLES = [
  'village_operator',
  'district_verifier',
  'regency_desk',
  'province_desk',
  'leader',
  'data_admin',
  'technical_admin',
  'auditor',
  'integration',
  'cli',
] as const;
export type Role = (typeof ROLES)[number];

/** How high a role stands when content is judged; `cli` ranks as a village operator, and other roles judge nothing. */
const RANKS: Readonly<Partial<Record<Role, number>>> = {
  village_operator: 1,
  cli: 1,
  district_verifier: 2,
  regency_desk: 3,
  province_desk: 4,
};

/** 0 for roles that judge nothing. */
export function rankOf(role: Role): number {
  return RANKS[role] ?? 0;
}

export type Author = { readonly id: string; readonly role: Role };

/**
 * Whether the actor stands above the author of a content. Desks of kabupaten and province have few people above them,
 * so there another person of the same level will do.
 */
export function isAbove(actor: Author, author: Author): boolean {
  const actorRank = rankOf(actor.role);
  const authorRank = rankOf(author.role);
  if (actorRank === 0) return false;
  if (actorRank > authorRank) return true;
  const peersWillDo = author.role === 'regency_desk' || author.role === 'province_desk';
  return peersWillDo && actor.role === author.role && actor.id !== author.id;
}
