import {
  addAssignmentContract,
  createAccountsContract,
  endAccountContract,
  endAssignmentContract,
  importAccountsContract,
  listAccountsContract,
  readPhoneContract,
  renewCodeContract,
} from './accounts.ts';
import {
  activateContract,
  changePasswordContract,
  chooseAssignmentContract,
  logInContract,
  putPendingContract,
  readMeContract,
} from './entry.ts';
import { endDeviceContract, endSessionContract, listDevicesContract, listSessionsContract } from './sessions.ts';

/** Every route of people, for the server and the gate. */
export const ACCESS_CONTRACTS = [
  activateContract,
  logInContract,
  readMeContract,
  chooseAssignmentContract,
  changePasswordContract,
  putPendingContract,
  listSessionsContract,
  endSessionContract,
  createAccountsContract,
  importAccountsContract,
  listAccountsContract,
  renewCodeContract,
  endAccountContract,
  addAssignmentContract,
  endAssignmentContract,
  readPhoneContract,
  listDevicesContract,
  endDeviceContract,
] as const;
