using Microsoft.Extensions.AI;
using Versori.Connectors.Generation.Reading;

namespace Versori.Connectors.Generation;

/// <summary>Makes a generator where there is no dependency injection, as in a script or a build step.</summary>
public static class ConnectorGenerator
{
    private static readonly SocketsHttpHandler Shared = new() { PooledConnectionLifetime = TimeSpan.FromMinutes(5) };

    /// <summary>Makes a generator.</summary>
    /// <param name="chat">Refines plans; without one they are made by words alone.</param>
    /// <param name="handler">Fetches documents from URLs; not disposed. Default: one shared by all generators.</param>
    /// <param name="options">Limits. Default: as <see cref="ConnectorGenerationOptions"/> says.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public static IConnectorGenerator Create(
        IChatClient? chat = null, HttpMessageHandler? handler = null, ConnectorGenerationOptions? options = null)
    {
        options ??= new();
        if (options.Problems().FirstOrDefault() is { } problem) throw new ArgumentException(problem, nameof(options));
        var fetcher = new DocumentFetcher(() => new HttpMessageInvoker(handler ?? Shared, disposeHandler: false), options, TimeProvider.System);
        return new DefaultConnectorGenerator(fetcher, chat, options);
    }
}
