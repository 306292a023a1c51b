using System.Net.Http.Headers;
using Versori.Connectors.Expressions;

namespace Versori.Connectors.Authentication;

/// <summary>A header whose value is the same for every request.</summary>
internal sealed class HeaderAuthenticator : RequestAuthenticator
{
    private readonly string _name;
    private readonly string? _value;

    /// <param name="name">The header's name.</param>
    /// <param name="value">Its value.</param>
    /// <param name="values">
    /// The values that were used to fill it. A token among them is reused instead of copied.
    /// </param>
    public HeaderAuthenticator(string name, string value, ExpressionValues? values = null)
    {
        _name = name;
        // A parsed Authorization value is set without a lookup of the header's name. Used only if parsing is lossless.
        if (string.Equals(name, "Authorization", StringComparison.OrdinalIgnoreCase)
            && AuthenticationHeaderValue.TryParse(value, out var parsed)
            && parsed.ToString() == value)
        {
            Authorization = values?.FindEqual(parsed.Parameter) is { } held ? new(parsed.Scheme, held) : parsed;
        }
        else
        {
            _value = value;
        }
    }

    public override string Name => _name;

    /// <summary>The parsed value, if this is the <c>Authorization</c> header.</summary>
    public AuthenticationHeaderValue? Authorization { get; }

    public override ValueTask ApplyAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (Authorization is not null)
        {
            request.Headers.Authorization = Authorization;
            return default;
        }

        request.Headers.Remove(_name);
        request.Headers.TryAddWithoutValidation(_name, _value);
        return default;
    }

    public override void Remove(HttpRequestMessage request) => request.Headers.Remove(_name);
}
