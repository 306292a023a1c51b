using Microsoft.AspNetCore.Http;

namespace Versori.Connectors.AspNetCore;

/// <summary>The pages that a host shows instead of the built-in ones.</summary>
/// <remarks>
/// Forms of a host's own page post to the same paths with the same fields, and with ASP.NET Core's antiforgery token.
/// </remarks>
public sealed class ConnectPages
{
    private readonly Dictionary<ConnectPageKind, Func<ConnectPage, ValueTask<IResult?>>> _replacements = [];
    private Func<ConnectPage, ValueTask<IResult?>>? _all;

    internal ConnectPages()
    {
    }

    /// <summary>Replaces one page.</summary>
    /// <param name="kind">The page.</param>
    /// <param name="render">
    /// Makes the response, for example a Razor component. The status code is set before. If it returns
    /// <see langword="null"/>, the page is passed through: the built-in one is sent.
    /// </param>
    /// <exception cref="ArgumentException">The page is replaced already.</exception>
    public ConnectPages Replace(ConnectPageKind kind, Func<ConnectPage, ValueTask<IResult?>> render)
    {
        ArgumentNullException.ThrowIfNull(render);
        if (!Enum.IsDefined(kind)) throw new ArgumentException($"There is no page {kind}.", nameof(kind));
        return _replacements.TryAdd(kind, render)
            ? this
            : throw new ArgumentException($"The page {kind} is replaced already.", nameof(kind));
    }

    /// <summary>
    /// Replaces all pages that are not replaced by themselves, for example to show their content in the host's own
    /// layout.
    /// </summary>
    /// <param name="render">As for <see cref="Replace"/>.</param>
    /// <exception cref="InvalidOperationException">All pages are replaced already.</exception>
    public ConnectPages ReplaceAll(Func<ConnectPage, ValueTask<IResult?>> render)
    {
        ArgumentNullException.ThrowIfNull(render);
        if (_all is not null) throw new InvalidOperationException("All pages are replaced already.");
        _all = render;
        return this;
    }

    internal Func<ConnectPage, ValueTask<IResult?>>? Find(ConnectPageKind kind) =>
        _replacements.GetValueOrDefault(kind, _all!);
}
