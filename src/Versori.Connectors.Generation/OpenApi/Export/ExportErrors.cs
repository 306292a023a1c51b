namespace Versori.Connectors.Generation.OpenApi.Export;

/// <summary>The errors and the warnings of an export.</summary>
internal sealed class ExportErrors
{
    private const int Maximum = 1000;

    private readonly List<ConnectorError> _warnings = [];
    private int _more;

    public static ConnectorException NotFound(string message, string location) =>
        new(new ConnectorError { Code = ConnectorErrorCode.NotFound, Message = message, Location = location });

    /// <summary>Adds a warning.</summary>
    /// <param name="location">A JSON pointer into the definition.</param>
    /// <param name="message">What a client cannot do, or what is left out.</param>
    public void Add(string location, string message)
    {
        if (_warnings.Count == Maximum)
        {
            _more++;
            return;
        }

        _warnings.Add(
            new() { Code = ConnectorErrorCode.NotSupported, Message = message, Location = location });
    }

    public IReadOnlyList<ConnectorError> ToList()
    {
        if (_more == 0) return _warnings;
        var more = $"There are {_more} more warnings.";
        return [.. _warnings, new() { Code = ConnectorErrorCode.NotSupported, Message = more, Location = "" }];
    }
}
