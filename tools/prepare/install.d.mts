export function isInstalled(root: string): boolean;
export function npmEnvironment(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv;
