/** Where the desk under attack stands, and what its people's passwords are. */
export const VILLAGE = '64.09.01.1001';
export const FOREIGN_VILLAGE = '64.71.01.1001';
export const GOOD_PASSWORD = 'perahu kuning di hulu';
export const STATIONS_MAX = 30;
export const OTHER_PASSWORD = 'perahu hijau di hilir';
