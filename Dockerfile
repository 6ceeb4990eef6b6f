# Node 22: the newest line on which every pinned dependency runs; the service needs 20.19 or newer.
FROM node:22-bookworm-slim AS build
WORKDIR /juchang
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY . .
RUN npm run build

# What runs needs neither the compiler nor the embedded database: DATABASE_URL is given.
FROM node:22-bookworm-slim AS dependencies
WORKDIR /juchang
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --omit=optional

FROM node:22-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 DATA_DIR=/var/lib/juchang
WORKDIR /juchang
# Who was erased is noted there, so that an older backup brings nobody back: it outlives the container.
RUN install --directory --owner=node --group=node --mode=700 /var/lib/juchang
VOLUME /var/lib/juchang
COPY --from=dependencies /juchang/node_modules ./node_modules
COPY --from=build /juchang/dist ./
USER node
EXPOSE 3000
# Whether the process is up: a platform that took its token back, or a database that is away for a moment, is no
# reason to restart a container or to lead the other platform's requests past it; /readyz tells of those.
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.PORT + '/healthz').then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--max-semi-space-size=8", "--heap-growing-percent=30", "src/main.js"]
