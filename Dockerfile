# Debian trixie has the client of PostgreSQL 17, the server of docker-compose.yml: back-up and restore call it.
FROM python:3.13-slim-trixie
ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 VAR_DIR=/var/lib/seminar
RUN apt-get update \
    && apt-get install --yes --no-install-recommends postgresql-client \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /srv/seminar
COPY requirements.txt .
RUN pip install --no-cache-dir --require-hashes -r requirements.txt
COPY . .
# A fixed number, so that the files of the volume belong to the same user after every build.
RUN useradd --system --uid 990 seminar && install -d -o seminar "$VAR_DIR"
USER seminar
EXPOSE 8000
# Believes X-Forwarded-Proto and X-Forwarded-For, so the port belongs behind a proxy that sets both itself.
CMD ["gunicorn", "--bind=0.0.0.0:8000"]
