FROM python:3.12-slim

WORKDIR /app
COPY requirements.txt pyproject.toml README.md LICENSE ./
RUN pip install --no-cache-dir -r requirements.txt
COPY geodata geodata
COPY dashboard dashboard
COPY seeds seeds
COPY .streamlit .streamlit
RUN pip install --no-cache-dir --no-deps -e . \
    && useradd --create-home gazette \
    && mkdir -p /data /cache \
    && chown gazette /data /cache
USER gazette
ENV GAZETTE_DATA=/data \
    GAZETTE_CACHE=/cache \
    STREAMLIT_SERVER_HEADLESS=true \
    STREAMLIT_BROWSER_GATHER_USAGE_STATS=false
# Compiled into the image, so that the first visitor does not wait for it.
RUN gazette gazetteer build
VOLUME /data
EXPOSE 8501
HEALTHCHECK CMD python -c "import urllib.request as u; u.urlopen('http://localhost:8501/_stcore/health', timeout=3)"
# Listening on all addresses makes the dashboard read-only until a login says otherwise.
CMD ["gazette", "serve", "--port", "8501", "--address", "0.0.0.0"]
