using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Versori.Connectors.Generation.Reading;
using Versori.Connectors.Generation.Sources;
using Versori.Connectors.Http;

namespace Versori.Connectors.Generation;

/// <summary>Asks a GraphQL endpoint for its schema (GraphQL §4).</summary>
public static class GraphQLIntrospection
{
    // The fields that older servers do not know are left out.
    private const string Query = """
        query IntrospectionQuery {
          __schema {
            queryType { name } mutationType { name } subscriptionType { name }
            types {
              kind name description
              fields(includeDeprecated: true) {
                name description args { ...Input } type { ...Use } isDeprecated deprecationReason
              }
              inputFields { ...Input } enumValues(includeDeprecated: true) { name } possibleTypes { name }
            }
          }
        }
        fragment Input on __InputValue { name description type { ...Use } defaultValue }
        fragment Use on __Type {
          kind name
          ofType { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name } } } } }
        }
        """;

    /// <summary>Reads the schema of an endpoint and returns it as a source, with the endpoint's URL.</summary>
    /// <param name="client">
    /// The client of a connection, which authenticates the request, such as one of <c>IConnectorClientFactory</c>. It
    /// decides which addresses may be reached. It is not disposed.
    /// </param>
    /// <param name="endpoint">
    /// The absolute URL of the endpoint, or one relative to the client's base address.
    /// </param>
    /// <param name="maximumSize">The maximum size of the answer in bytes. Default: 64 MiB.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <exception cref="ArgumentException">The URL is relative, and the client has no base address.</exception>
    /// <exception cref="ConnectorException">
    /// <see cref="ConnectorErrorCode.InvalidDocument"/>: the answer is not a schema, for example because introspection
    /// is switched off. <see cref="ConnectorErrorCode.Unavailable"/>: the endpoint could not be reached.
    /// </exception>
    public static async Task<ConnectorSource> ReadAsync(
        HttpClient client,
        Uri endpoint,
        int maximumSize = 64 * 1024 * 1024,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(endpoint);
        ArgumentOutOfRangeException.ThrowIfLessThan(maximumSize, 1024);
        var url = endpoint.IsAbsoluteUri ? endpoint
            : client.BaseAddress is { } start ? new Uri(start, endpoint)
            : throw new ArgumentException("The URL is relative, and the client has no base address.", nameof(endpoint));
        using var request = new HttpRequestMessage(HttpMethod.Post, url)
        {
            Content = new StringContent(
                new JsonObject { ["operationName"] = "IntrospectionQuery", ["query"] = Query }.ToJsonString(),
                Encoding.UTF8,
                "application/json"),
        };
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/graphql-response+json"));
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json", 0.9));
        var content = await SendAsync(client, request, maximumSize, cancellationToken).ConfigureAwait(false);
        var text = Encoding.UTF8.GetString(DocumentText.ToUtf8(content).Span);
        ThrowIfNoSchema(text);

        // The client of a connection replaces its base address with that of the external system.
        var sent = request.RequestUri ?? url;
        return ConnectorSource.Document(text).WithBaseUrl(Origins.Of(sent) + sent.AbsolutePath);
    }

    private static void ThrowIfNoSchema(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text, new() { MaxDepth = DocumentParser.MaximumDepth });
            if (IntrospectionReader.Find(document.RootElement) is not null) return;
        }
        catch (JsonException)
        {
            // It is no JSON, and therefore no schema.
        }

        throw DocumentErrors.Invalid(
            "",
            "The GraphQL endpoint did not return a schema. Introspection may be disabled there: give the schema as a "
            + "document.");
    }

    private static async Task<ReadOnlyMemory<byte>> SendAsync(
        HttpClient client, HttpRequestMessage request, int maximumSize, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await client
                .SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken)
                .ConfigureAwait(false);
            if (response.StatusCode >= HttpStatusCode.InternalServerError)
                throw DocumentErrors.Unavailable($"The GraphQL endpoint returned {(int)response.StatusCode}.");
            if (!response.IsSuccessStatusCode)
            {
                throw DocumentErrors.Invalid(
                    "",
                    $"The GraphQL endpoint returned {(int)response.StatusCode}. Check its URL and the credentials of "
                    + "the connection, or give the schema as a document.");
            }

            var body = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            await using (body.ConfigureAwait(false))
            {
                return await BoundedReader.ReadAsync(body, maximumSize, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            throw DocumentErrors.Unavailable("The GraphQL endpoint could not be reached.", inner: exception);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw DocumentErrors.Unavailable("The GraphQL endpoint did not respond in time.", inner: exception);
        }
    }
}
