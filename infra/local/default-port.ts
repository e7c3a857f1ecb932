/** Where Gazette's web pages stand unless another port is asked for. */
export const DEFAULT_PORT = 4700
