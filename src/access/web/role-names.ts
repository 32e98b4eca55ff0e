import type { Text } from '#kernel/problem.ts';
import { text } from '#platform/web/language.ts';

/** Roles as screens say them; `cli` is an import at the server. */
const ROLE_NAMES: Readonly<Record<string, Text>> = {
  village_operator: text('Operator desa', 'Village operator'),
  district_verifier: text('Verifikator kecamatan', 'District verifier'),
  regency_desk: text('Desk kabupaten/kota', 'Regency desk'),
  province_desk: text('Desk provinsi', 'Province desk'),
  leader: text('Pimpinan', 'Leader'),
  data_admin: text('Admin data', 'Data admin'),
  technical_admin: text('Admin teknis', 'Technical admin'),
  auditor: text('Auditor', 'Auditor'),
  integration: text('Integrasi', 'Integration'),
};

export function roleName(role: string | null): Text {
  return ROLE_NAMES[role ?? ''] ?? text('Tanpa peran', 'No role');
}
