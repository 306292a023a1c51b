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
    /// <param name="values">What the value was filled with; the token among it is not held twice.</param>
    public HeaderAuthenticator(string name, string value, TemplateValues? values = null)
    {
        _name = name;
        // Set as a value that was parsed beforehand, the header needs no lookup of its name. Only where parsing loses nothing.
        if (string.Equals(name, "Authorization", StringComparison.OrdinalIgnoreCase)
            && AuthenticationHeaderValue.TryParse(value, out var parsed)
            && parsed.ToString() == value)
        {
            Authorization = values?.Held(parsed.Parameter) is { } held ? new(parsed.Scheme, held) : parsed;
        }
        else
        {
            _value = value;
        }
    }

    public override string Name => _name;

    /// <summary>The value, where it is that of the <c>Authorization</c> header.</summary>
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
