/** Paths for whoever watches the service from its own machine; they carry no figures. */
export const healthContracts = [
  { name: 'readHealth', method: 'GET', path: '/healthz', access: 'machine' },
  { name: 'readReadiness', method: 'GET', path: '/readyz', access: 'machine' },
  { name: 'readMetrics', method: 'GET', path: '/metrics', access: 'machine' },
] as const;
