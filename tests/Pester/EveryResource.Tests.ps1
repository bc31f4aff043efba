# Every resource of the book, by the real binder: an object, an id, a name and a row into Set and Remove name the same object;
# an object of another kind is refused before anything is sent.

BeforeDiscovery {
    Import-Module "$PSScriptRoot/Support/TestServer.psm1" -Force
    Import-Authentik
    Import-Module "$PSScriptRoot/Support/EchoServer.psm1" -Force
    $all = @(Get-EchoResource)
    $set = @(Get-EchoResource Set)
    $removed = @(Get-EchoResource Remove)
    $answering = $all | Where-Object { $_.Resource.Offers('UsedBy') }
    $silent = $all | Where-Object { -not $_.Resource.Offers('UsedBy') }
}

Describe 'Every resource' {
    BeforeAll {
        Import-Module "$PSScriptRoot/Support/TestServer.psm1" -Force
        Import-Authentik
        Import-Module "$PSScriptRoot/Support/EchoServer.psm1" -Force

        # What was sent that changes something, and the body of it.
        function Get-Sent($Server) {
            $changes = @($Server.Handler.Requests | Where-Object { $_ -notlike 'GET *' })
            $bodies = @($Server.Handler.Bodies | ForEach-Object { ConvertFrom-Json $_ -AsHashtable })
            $Server.Handler.Requests.Clear()
            $Server.Handler.Bodies.Clear()
            [pscustomobject]@{ Changes = $changes; Bodies = $bodies }
        }

        # The address that the object must be written at.
        function Get-Address($Resource, [switch] $Removing) {
            $key = (Get-EchoObject $Resource)[$Resource.Key]
            $path = $Resource.Routing -and -not $Removing ? $Resource.Routing.GetPath(@($Resource.Routing.Kinds)[0]) : $Resource.Path
            "$path$key/"
        }

        # The ways to name it: each a script with the rest of the parameters.
        function Get-Way($Resource, $Session, [hashtable] $Columns = @{}) {
            $id = Get-EchoId $Resource
            @{ Way = 'object'; Input = Read-EchoObject $Resource $Session; Rest = $Columns }
            @{ Way = 'id'; Identity = $id; Rest = $Columns }
            @{ Way = 'row with its id'; Input = [pscustomobject](@{ $Resource.Id = $id } + $Columns); Rest = @{} }
            $property = $Resource.GetField($Resource.Id).Property
            if ($property -ne $Resource.Id) { @{ Way = 'row with the property of its id'; Input = [pscustomobject](@{ $property = $id } + $Columns); Rest = @{} } }
            $name = $Resource.Names | Where-Object { $Resource.GetField($_).Type -eq 'Text' } | Select-Object -First 1
            if ($name -and $name -notin $Columns.Keys) {
                $text = (Get-EchoObject $Resource)[$name]
                @{ Way = 'name'; Identity = $text; Rest = $Columns }
                if ($name -eq $Resource.Names[0]) { @{ Way = 'table with its name'; Input = @{ $name = $text } + $Columns; Rest = @{} } }
            }
        }

        function Invoke-Way($Command, $Way, $Session, [hashtable] $More) {
            $parameters = $Way.Rest + $More + @{ Session = $Session; ErrorAction = 'Stop'; WarningAction = 'Ignore' }
            if ($Way.ContainsKey('Input')) { , $Way.Input | & $Command @parameters } else { & $Command -Identity $Way.Identity @parameters }
        }
    }

    It '<Noun>: Set takes its object, id, name and rows' -ForEach $set {
        $server = Connect-EchoServer $Version
        $field = Get-EchoField $Resource $Version
        $field | Should -Not -BeNullOrEmpty -Because 'a Set without a field to set is of no use'
        $others = $Resource.Fields | Where-Object { $_.IsResent -or $_.OneOf } | ForEach-Object Name
        foreach ($way in Get-Way $Resource $server.Session -Columns @{ $field.Field.Name = $field.Value }) {
            # What was typed goes by the parameter's name, what stands in a row by the API's.
            $typed = $way.Rest.Count ? @{ $field.Field.Parameter = $field.Value } : @{}
            $way.Rest = @{}
            Invoke-Way "Set-Authentik$Noun" $way -Session $server.Session -More $typed
            $sent = Get-Sent $server
            $sent.Changes | Should -Be "PATCH $(Get-Address $Resource)" -Because "it was named by its $($way.Way)"
            $sent.Bodies.Count | Should -Be 1
            $sent.Bodies[0].Keys | Should -Contain $field.Field.Name -Because $way.Way
            $sent.Bodies[0].Keys | Where-Object { $_ -ne $field.Field.Name -and $_ -notin $others } | Should -BeNullOrEmpty -Because $way.Way
        }
    }

    It '<Noun>: Remove takes its object, id, name and rows' -ForEach $removed {
        $server = Connect-EchoServer $Version
        foreach ($way in Get-Way $Resource $server.Session) {
            Invoke-Way "Remove-Authentik$Noun" $way -Session $server.Session -More @{ Force = $true }
            (Get-Sent $server).Changes | Should -Be "DELETE $(Get-Address $Resource -Removing)" -Because "it was named by its $($way.Way)"
        }
    }

    It '<Noun>: Get-AuthentikUsedBy asks at the address of the object' -ForEach $answering {
        $server = Connect-EchoServer $Version
        Read-EchoObject $Resource $server.Session | Get-AuthentikUsedBy -ErrorAction Stop | Should -BeNullOrEmpty
        # The object of this family is of a kind, and asked for as one of that kind.
        $own = $Noun -eq 'Source' ? [Authentik.Resources]::Book['OAuthSource'] : $Resource
        $server.Handler.Requests | Should -Be "GET $(Get-Address $own -Removing)used_by/"
    }

    It '<Noun>: Get-AuthentikUsedBy says that authentik does not say it' -ForEach $silent {
        $server = Connect-EchoServer $Version
        { Read-EchoObject $Resource $server.Session | Get-AuthentikUsedBy -ErrorAction Stop } | Should -Throw '*doesn''t say what uses*'
        $server.Handler.Requests | Should -BeNullOrEmpty
    }

    It '<Noun>: an object of another kind is refused before anything is sent' -ForEach $all {
        $server = Connect-EchoServer $Version
        $other = [Authentik.Resources]::Book[($Noun -eq 'Application' ? 'User' : 'Application')]
        $foreign = Read-EchoObject $other $server.Session
        $commands = 'Get', 'Set', 'Remove' | Where-Object { Get-Command "$_-Authentik$Noun" -ErrorAction Ignore }
        # A Get that lists what belongs to an object takes objects of other kinds. It has tests of its own.
        $lists = (Get-Command "Get-Authentik$Noun" -ErrorAction Ignore).Parameters.Keys -contains 'InputObject'
        foreach ($verb in $commands | Where-Object { -not ($_ -eq 'Get' -and $lists) }) {
            $failures = @()
            $more = $verb -eq 'Remove' ? @{ Force = $true } : @{}
            $foreign | & "$verb-Authentik$Noun" -ErrorAction SilentlyContinue -ErrorVariable failures -Session $server.Session @more | Should -BeNullOrEmpty
            $failures.Count | Should -BeGreaterThan 0 -Because "$verb was given $($other.Title)"
            { & "$verb-Authentik$Noun" -Identity $foreign -Session $server.Session -ErrorAction Stop @more } | Should -Throw
        }
        $server.Handler.Requests | Should -BeNullOrEmpty
    }
}
