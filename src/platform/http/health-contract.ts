/** Paths for whoever watches the service; they carry no figures. */
export const healthContracts = [
  { name: 'readHealth', method: 'GET', path: '/healthz', access: 'local' },
  { name: 'readReadiness', method: 'GET', path: '/readyz', access: 'local' },
  { name: 'readMetrics', method: 'GET', path: '/metrics', access: 'local' },
] as const;
