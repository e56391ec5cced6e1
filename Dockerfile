# The service, without a database: docker-compose.yml puts a Neo4j beside it.
FROM python:3.12-slim AS build
WORKDIR /source
COPY pyproject.toml hatch_build.py README.md LICENSE ./
COPY docs/graphql.md docs/
COPY ontology ontology
COPY graph graph
COPY loaders loaders
COPY api api
RUN python -m venv /opt/rostra && /opt/rostra/bin/pip install --no-cache-dir .

FROM python:3.12-slim
RUN useradd --uid 10001 --create-home rostra && install -d -o rostra /data
COPY --from=build /opt/rostra /opt/rostra
ENV PATH=/opt/rostra/bin:$PATH \
    ROSTRA_DATA_DIR=/data \
    ROSTRA_HOST=0.0.0.0 \
    ROSTRA_PORT=8080
USER rostra
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=15s --timeout=3s --start-period=60s --retries=4 \
    CMD ["python", "-c", "import urllib.request as r; r.urlopen('http://127.0.0.1:8080/readyz', timeout=2)"]
ENTRYPOINT ["rostra"]
CMD ["serve"]
