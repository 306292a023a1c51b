namespace Versori.Connectors.EntityFrameworkCore.Model;

/// <summary>A row that contains a record of the domain.</summary>
internal interface IPayloadRow
{
    /// <summary>The format of the payload, so that payloads of older releases stay readable.</summary>
    int Format { get; }

    /// <summary>The record, as JSON.</summary>
    string Payload { get; }
}
