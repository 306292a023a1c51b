using Microsoft.Extensions.AI;
using Versori.Connectors.Generation.Planning;
using Versori.Connectors.Generation.Reading;

namespace Versori.Connectors.Generation;

/// <summary>Creates generators without dependency injection, for example in a script or a build step.</summary>
public static class ConnectorGenerator
{
    /// <summary>Creates a generator.</summary>
    /// <param name="chat">
    /// The chat client that refines plans. Without one, endpoints are selected only by comparing words.
    /// </param>
    /// <param name="handler">
    /// The handler that fetches documents from URLs. It is not disposed. The settings of a
    /// <see cref="SocketsHttpHandler"/> or <see cref="HttpClientHandler"/> are copied to handlers that do not follow
    /// redirects by themselves. Default: a handler shared by all generators.
    /// </param>
    /// <param name="options">The limits. Default: the defaults of <see cref="ConnectorGenerationOptions"/>.</param>
    /// <param name="embeddings">
    /// The embedding generator that ranks endpoints by meaning, besides words. Default: none.
    /// </param>
    /// <param name="knownHosts">
    /// The known systems that complete documents which leave out how to authenticate, such as
    /// <c>KnownSystems.Hosts</c>. Default: none.
    /// </param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public static IConnectorGenerator Create(
        IChatClient? chat = null,
        HttpMessageHandler? handler = null,
        ConnectorGenerationOptions? options = null,
        IEmbeddingGenerator<string, Embedding<float>>? embeddings = null,
        IKnownHosts? knownHosts = null)
    {
        options ??= new();
        if (options.Problems().FirstOrDefault() is { } problem) throw new ArgumentException(problem, nameof(options));
        var clients = DocumentClients.Of(handler, options.ExternalUrls);
        var fetcher = new DocumentFetcher(clients, options, TimeProvider.System);
        var model = new PlanModel(chat, embeddings, options.Model, TimeProvider.System);
        return new DefaultConnectorGenerator(fetcher, model, options, knownHosts: knownHosts);
    }
}
