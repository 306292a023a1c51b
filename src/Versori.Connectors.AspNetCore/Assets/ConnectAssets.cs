using System.Collections.Frozen;
using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using Versori.Connectors.AspNetCore.Pipeline;

namespace Versori.Connectors.AspNetCore.Assets;

/// <summary>
/// The embedded style sheet and scripts. Their URLs contain a hash of their content, so they never change.
/// </summary>
internal sealed class ConnectAssets
{
    public const string Style = "connect.css";
    public const string PageScript = "page.js";
    public const string ClientScript = "connect.js";

    private readonly FrozenDictionary<string, Asset> _byFile;
    private readonly FrozenDictionary<string, string> _fileByName;

    public ConnectAssets()
    {
        var assets = new[] { Style, PageScript, ClientScript }.Select(Read).ToArray();
        _byFile = assets.ToFrozenDictionary(asset => asset.File, StringComparer.Ordinal);
        _fileByName = assets.ToFrozenDictionary(asset => asset.Name, asset => asset.File, StringComparer.Ordinal);
    }

    /// <summary>The compressed size of everything that a page and the client script load.</summary>
    public int CompressedBytes => _byFile.Values.Sum(asset => asset.Compressed.Length);

    public string Url(ConnectContext context, string name) => context.RootUrl("assets", _fileByName[name]);

    /// <summary>
    /// Sends an asset. The client script is also found by its plain name, which hosts write in their own pages; it is
    /// then revalidated each time.
    /// </summary>
    public Task<IResult> SendAsync(ConnectContext context)
    {
        var name = context.RouteText("file") ?? "";
        var isPlain = name == ClientScript;
        if (!_byFile.TryGetValue(isPlain ? _fileByName[name] : name, out var asset))
            return Task.FromResult(Results.NotFound());
        var headers = context.Http.Response.Headers;
        headers.CacheControl = isPlain ? "no-cache" : "public, max-age=31536000, immutable";
        headers.Remove("Pragma");
        headers.Vary = "Accept-Encoding";
        var acceptsGzip = context.Http.Request.Headers.AcceptEncoding.ToString()
            .Contains("gzip", StringComparison.OrdinalIgnoreCase);
        if (acceptsGzip) headers.ContentEncoding = "gzip";
        return Task.FromResult(Results.Bytes(
            acceptsGzip ? asset.Compressed : asset.Bytes,
            asset.ContentType,
            entityTag: new EntityTagHeaderValue($"\"{asset.Hash}{(acceptsGzip ? "-gz" : "")}\"")));
    }

    private static Asset Read(string name)
    {
        using var stream = typeof(ConnectAssets).Assembly.GetManifestResourceStream($"assets/{name}")!;
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        var bytes = copy.ToArray();
        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 8));
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.SmallestSize, leaveOpen: true)) gzip.Write(bytes);
        var extension = Path.GetExtension(name);
        return new(
            name,
            $"{Path.GetFileNameWithoutExtension(name)}.{hash}{extension}",
            hash,
            extension == ".css" ? "text/css; charset=utf-8" : "text/javascript; charset=utf-8",
            bytes,
            compressed.ToArray());
    }

    private sealed record Asset(
        string Name, string File, string Hash, string ContentType, byte[] Bytes, byte[] Compressed);
}
