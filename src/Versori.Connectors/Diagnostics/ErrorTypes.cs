using System.Globalization;
using System.Text.Json;

namespace Versori.Connectors.Diagnostics;

/// <summary>
/// The values of <c>error.type</c> (OpenTelemetry semantic conventions, "Recording errors"): few different ones, and
/// without anything that a message could contain.
/// </summary>
internal static class ErrorTypes
{
    /// <summary>The code of our own errors, otherwise the exception's type.</summary>
    public static string Of(Exception exception) =>
        exception is ConnectorException known ? Of(known.Code) : exception.GetType().FullName!;

    public static string Of(ConnectorErrorCode code) => Word(code.ToString());

    /// <summary>The status of a response that indicates failure.</summary>
    public static string Of(int status) => status.ToString(CultureInfo.InvariantCulture);

    /// <summary>A name in the form of the conventions: <c>needs_reauthorization</c>.</summary>
    public static string Word(string name) => JsonNamingPolicy.SnakeCaseLower.ConvertName(name);
}
