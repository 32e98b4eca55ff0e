import type { Role } from '#access/domain/role.ts';
import type { ElectionPlan } from '#results/fixtures.ts';

/** Two kabupaten, three villages, seven stations, three contests; a revote is opened at one station. */
export const PLAN: ElectionPlan = {
  id: 'simulasi',
  regions: ['64'],
  contests: [
    { id: 'gubernur', area: '64', candidates: [1, 2] },
    { id: 'bupati', area: '64.09', candidates: [1, 2, 3] },
  ],
  stations: [
    '64.09.01.1001/001',
    '64.09.01.1001/002',
    '64.09.01.1001/003',
    '64.09.01.1002/001',
    '64.09.01.1002/002',
    '64.71.01.1001/001',
    '64.71.01.1001/002',
  ],
  rounds: [{ round: 'revote', contest: 'gubernur', stations: ['64.09.01.1001/002'], opened: '2024-12-05' }],
};

export type Who = { readonly name: string; readonly role: Role; readonly region: string };

/** Those who enter figures on phones; several share a village. */
export const PHONE_PEOPLE: readonly Who[] = [
  { name: 'ani', role: 'village_operator', region: '64.09.01.1001' },
  { name: 'budi', role: 'village_operator', region: '64.09.01.1001' },
  { name: 'cici', role: 'village_operator', region: '64.09.01.1002' },
  { name: 'dodi', role: 'village_operator', region: '64.09.01.1002' },
  { name: 'eka', role: 'village_operator', region: '64.71.01.1001' },
  { name: 'fani', role: 'village_operator', region: '64.71.01.1001' },
  { name: 'gita', role: 'district_verifier', region: '64.09.01' },
];

/** Those who judge, at desks. */
export const DESK_PEOPLE: readonly Who[] = [
  { name: 'hadi', role: 'district_verifier', region: '64.09.01' },
  { name: 'ivan', role: 'district_verifier', region: '64.71.01' },
  { name: 'jaya', role: 'regency_desk', region: '64.09' },
  { name: 'kiki', role: 'regency_desk', region: '64.09' },
  { name: 'lina', role: 'regency_desk', region: '64.71' },
  { name: 'mira', role: 'province_desk', region: '64' },
  { name: 'nano', role: 'province_desk', region: '64' },
  { name: 'oki', role: 'district_verifier', region: '62.01.01' },
];
