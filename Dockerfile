FROM python:3.13-slim
ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 VAR_DIR=/var/lib/seminar
WORKDIR /srv/seminar
COPY requirements.txt .
RUN pip install --no-cache-dir --require-hashes -r requirements.txt
COPY . .
RUN useradd --system seminar && install -d -o seminar "$VAR_DIR"
USER seminar
EXPOSE 8000
# Static files are collected at the start, because they lie in VAR_DIR, which is a volume. The forwarded scheme is believed,
# so the port belongs behind a proxy that ends TLS and sets X-Forwarded-Proto itself.
CMD ["sh", "-c", "python manage.py migrate --noinput && python manage.py collectstatic --noinput --verbosity 0 && exec waitress-serve --listen=*:8000 --threads=8 --connection-limit=1000 --asyncore-use-poll --trusted-proxy='*' --trusted-proxy-headers=x-forwarded-proto seminar.wsgi:application"]
